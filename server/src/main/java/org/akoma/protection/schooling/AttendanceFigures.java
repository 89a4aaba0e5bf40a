package org.akoma.protection.schooling;

/** Children enrolled on a day, by how regularly they come. */
public record AttendanceFigures(long regular, long irregular, long atRisk, long unknown) {}
