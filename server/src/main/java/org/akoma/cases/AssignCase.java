package org.akoma.cases;

/**
 * A supervisor gives the file to another worker. What the owning structure sees moves with the worker's structure.
 *
 * @param worker code, such as {@code SW-02}
 */
public record AssignCase(String worker) {

    /** @param files how many open files the worker has now @param tooMany more than T20 allows: a warning, never a bar */
    public record Assigned(String worker, long files, boolean tooMany) {}
}
