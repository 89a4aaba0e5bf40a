package org.akoma.enforcement.operations;

/** What a published figure counts. */
public enum Measure {
    CHILDREN,
    OFFICERS,
    ARRESTED,
    REFERRED,
    CONVICTED
}
