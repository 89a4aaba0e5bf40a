package org.akoma.airlock.disclosure;

import org.jspecify.annotations.Nullable;

/**
 * What the police say in their own words, sealed with the airlock's key; read by who asked and the two who decide.
 *
 * @param name of who asked, for the paper that they receive
 * @param reference of the order or requisition
 * @param danger to whose life, and why now
 * @param news what is new since some of it was refused
 */
public record PoliceWords(
        String name,
        String purpose,
        @Nullable String reference,
        @Nullable String danger,
        @Nullable String news) {}
