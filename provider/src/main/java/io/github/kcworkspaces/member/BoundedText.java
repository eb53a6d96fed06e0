package io.github.kcworkspaces.member;

/** A text that counts how often it is looked at, so that no pattern takes longer than a budget. */
final class BoundedText implements CharSequence {

    /** How much looking is left; shared by all texts of one question. */
    static final class Budget {

        private int left;

        Budget(int left) {
            this.left = left;
        }

        private void spend() {
            left--;
            if (left < 0) {
                throw new Spent();
            }
        }
    }

    /** The pattern took longer than it may. */
    static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Spent() {
            super("the pattern takes too long", null, false, false);
        }
    }

    private final CharSequence text;
    private final Budget budget;

    BoundedText(CharSequence text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        budget.spend();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), budget);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
