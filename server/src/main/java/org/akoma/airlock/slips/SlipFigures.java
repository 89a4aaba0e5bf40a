package org.akoma.airlock.slips;

/**
 * Counts of slips as of a moment, refused ones apart.
 *
 * @param slips children found
 * @param handed handed over by then
 * @param inTime handed over within the limit (indicator I03)
 */
public record SlipFigures(int slips, int handed, int inTime) {}
