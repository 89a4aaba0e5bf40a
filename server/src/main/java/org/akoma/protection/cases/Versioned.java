package org.akoma.protection.cases;

/** What was read, with the version that a change must name. Version 0 = nothing is written yet. */
public record Versioned<T>(T value, int version) {}
