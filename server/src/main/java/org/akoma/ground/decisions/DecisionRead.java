package org.akoma.ground.decisions;

import java.util.UUID;
import org.akoma.ground.access.Section;

/**
 * A person read what is proposed about a child. Published inside the transaction; the journal records it in the file's chain.
 *
 * @param section of the file that may read it
 */
public record DecisionRead(UUID file, Section section, String kind) {}
