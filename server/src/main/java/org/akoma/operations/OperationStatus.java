package org.akoma.operations;

/** An operation only moves forward. */
public enum OperationStatus {
    PLANNED,
    RUNNING,
    CLOSED
}
