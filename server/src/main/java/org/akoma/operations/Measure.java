package org.akoma.operations;

/** What a published figure counts. */
public enum Measure {
    CHILDREN,
    OFFICERS,
    ARRESTED,
    REFERRED
}
