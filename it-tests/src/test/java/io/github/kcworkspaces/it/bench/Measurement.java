package io.github.kcworkspaces.it.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Two things measured in turns, so that whatever else the machine does hits both: only their ratio is quoted.
 *
 * @param subject CPU milliseconds for each request, one value a round
 * @param peer the same for what it is compared with
 */
record Measurement(List<Double> subject, List<Double> peer) {

    Measurement {
        subject = List.copyOf(subject);
        peer = List.copyOf(peer);
    }

    /** One of the two. */
    @FunctionalInterface
    interface Side {
        /** CPU milliseconds for each request of a round. */
        double run();
    }

    /** Measures so many rounds behind one that warms up. */
    static Measurement inTurns(int rounds, Side subject, Side peer) {
        List<Double> subjects = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double peerUsed = peer.run();
            double used = subject.run();
            if (round > 0) {
                peers.add(peerUsed);
                subjects.add(used);
            }
        }
        return new Measurement(subjects, peers);
    }

    double subjectCpu() {
        return median(subject);
    }

    double peerCpu() {
        return median(peer);
    }

    /** Median of the ratios of all rounds. */
    double ratio() {
        return median(ratios());
    }

    /** The ratio below which this share of the rounds lies: what the ratio is worth. */
    double ratio(double share) {
        List<Double> sorted = ratios();
        Collections.sort(sorted);
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }

    private List<Double> ratios() {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < subject.size(); round++) {
            ratios.add(subject.get(round) / peer.get(round));
        }
        return ratios;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
