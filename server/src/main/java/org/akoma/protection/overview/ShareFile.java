package org.akoma.protection.overview;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

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

    /**
     * The fields that people and programs fill in.
     *
     * @param until the last day on which it holds
     */
    @InputForm(name = "cases.share-file", labels = "cases.share")
    record Input(
            UUID id,

            @Field(example = "SW-02") @Size(max = 40) String grantee,

            @Field(list = "section") @NotEmpty Set<Section> sections,

            boolean mayWrite,
            LocalDate until,

            @Field(lines = 3, sealed = true, letters = Field.WORD)
            @Size(min = SHORTEST_REASON, max = 1_000, message = "cases.reason-short")
            String why) {

        /** With the status: without it a file does not exist for anybody. */
        ShareFile command() {
            Set<Section> all = EnumSet.of(Section.STATUS);
            all.addAll(sections);
            return new ShareFile(
                    id,
                    grantee,
                    all,
                    mayWrite,
                    until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                    why);
        }
    }
}
