package org.akoma.protection.overview;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;
import org.akoma.ground.access.Section;

/**
 * Let a colleague see parts of a file for some time.
 *
 * @param grantee code of the colleague, such as {@code SW-02}
 * @param until the first moment at which it no longer holds
 * @param why kept with the grant, sealed, for those who work on the file
 */
public record ShareFile(UUID id, String grantee, Set<Section> sections, boolean mayWrite, Instant until, String why) {

    public static final int SHORTEST_REASON = 10;

    public ShareFile {
        sections = EnumSets.inOrder(Section.class, sections);
    }
}
