package org.akoma.ground.notices;

import java.util.UUID;

/**
 * One notice to deliver to a person's address.
 *
 * @param id the same on every try, so that a gateway may tell a repetition
 * @param language {@code fr} or {@code en}
 * @param waiting how many notifications were not seen; 0 = a trial
 */
record OutgoingNotice(UUID id, String channel, String to, String language, int waiting, int tries) {}
