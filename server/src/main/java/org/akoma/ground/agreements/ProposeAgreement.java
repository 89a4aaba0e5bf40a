package org.akoma.ground.agreements;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Propose an agreement between two structures, under an id of the caller's: sent again, it answers with what it made.
 *
 * @param from code of the structure that discloses
 * @param sections code and state of the file are always included, since the receiver must be able to find the file
 */
public record ProposeAgreement(
        UUID id,
        String from,
        String to,
        boolean bothWays,
        Set<Agreement.Purpose> purposes,
        Set<Section> sections,
        Agreement.Channel channel,
        int retentionDays,
        LocalDate signedOn,
        LocalDate expiresOn) {

    /** The fields that people and programs fill in. */
    @InputForm(name = "agreements.propose", labels = "agreements")
    record Input(
            UUID id,
            @Field(example = "NGO-A") @Size(max = 40) String from,
            @Field(example = "NGO-B") @Size(max = 40) String to,
            boolean bothWays,

            @Field(list = "sharing-purpose") @NotEmpty Set<Agreement.Purpose> purposes,

            @Field(list = "section") @NotEmpty Set<Section> sections,
            @Field(list = "sharing-channel") Agreement.Channel channel,

            @Field(example = "365") @Min(1) @Max(LONGEST_RETENTION)
            Integer retentionDays,

            LocalDate signedOn,
            @Field(example = "2016-11-16") LocalDate expiresOn) {

        ProposeAgreement command() {
            return new ProposeAgreement(
                    id,
                    from.toUpperCase(Locale.ROOT),
                    to.toUpperCase(Locale.ROOT),
                    bothWays,
                    purposes,
                    sections,
                    channel,
                    retentionDays,
                    signedOn,
                    expiresOn);
        }
    }

    /** In days. */
    static final int LONGEST_RETENTION = 3_650;

    public ProposeAgreement {
        purposes = EnumSets.inOrder(Agreement.Purpose.class, purposes);
        EnumSet<Section> whole = EnumSet.of(Section.STATUS);
        whole.addAll(sections);
        sections = EnumSets.inOrder(Section.class, whole);
    }

    /** What can come of proposing, confirming or ending an agreement. */
    public sealed interface Result {
        record Done(Agreement agreement) implements Result {}

        /** Its end waits for a second person. */
        record Waits(Agreement agreement) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record Refused(List<FieldError> errors) implements Result {
            public Refused {
                errors = List.copyOf(errors);
            }

            static Refused because(String field, String code, Object... args) {
                return new Refused(List.of(FieldError.of(field, code, args)));
            }
        }
    }
}
