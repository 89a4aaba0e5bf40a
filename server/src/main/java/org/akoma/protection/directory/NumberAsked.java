package org.akoma.protection.directory;

import java.time.Instant;

/**
 * Another telephone of a structure that waits for a second person. Never the number itself: nobody has confirmed it.
 *
 * @param by code of who asked
 */
public record NumberAsked(Instant at, String by) {}
