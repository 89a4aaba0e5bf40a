package org.akoma.ground.notices;

import java.util.UUID;

/**
 * One notice to bring to somebody's door.
 *
 * @param id the same on every try, so that a gateway may tell a repetition
 * @param language {@code fr} or {@code en}
 * @param waiting how many rings were not seen
 */
record Errand(UUID id, String channel, String to, String language, int waiting, int tries) {}
