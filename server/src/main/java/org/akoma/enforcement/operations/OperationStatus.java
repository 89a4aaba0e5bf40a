package org.akoma.enforcement.operations;

/** An operation only moves forward. */
public enum OperationStatus {
    PLANNED,
    RUNNING,
    CLOSED
}
