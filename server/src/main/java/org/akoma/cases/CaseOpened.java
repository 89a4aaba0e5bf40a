package org.akoma.cases;

/** A child's file was opened. Published inside the transaction that opens it, as {@link CaseChanged} is for what comes after. */
public record CaseOpened(CaseFile file) {}
