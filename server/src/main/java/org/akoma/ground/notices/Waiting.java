package org.akoma.ground.notices;

import java.time.Instant;

/** How many rings of a kind were not seen yet. @param latest when the last of them rang */
record Waiting(String kind, int count, Instant latest) {}
