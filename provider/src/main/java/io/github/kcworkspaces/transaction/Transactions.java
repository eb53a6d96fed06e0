package io.github.kcworkspaces.transaction;

import java.util.function.Function;

/**
 * Runs steps, each in a transaction of its own.
 *
 * @param <S> what a step works with; it is of no use after the step
 */
@FunctionalInterface
public interface Transactions<S> {

    /** A failure of the step or of the commit is thrown on; the transaction is rolled back then. */
    <T> T run(Function<S, T> step);
}
