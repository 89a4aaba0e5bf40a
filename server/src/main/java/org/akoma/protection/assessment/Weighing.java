package org.akoma.protection.assessment;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The child's best interests, weighed: an assessment for every child, a formal determination by a panel for the three grounds of
 * {@code requirements.md 2.1, step 7}.
 *
 * @param panel who weighed, each with their profession; sealed, like the words
 * @param answer what was determined; null = an assessment determines nothing
 * @param minutesDocument the minutes of the panel, a document of the file; null = they are written, or no panel sat
 */
public record Weighing(
        UUID id,
        Kind kind,
        @Nullable Ground ground,
        Instant at,
        List<Member> panel,
        SealedText words,
        @Nullable Answer answer,
        @Nullable UUID minutesDocument,
        UUID author) {

    public Weighing {
        panel = List.copyOf(panel);
    }

    public enum Kind {
        ASSESSMENT,
        DETERMINATION
    }

    public enum Ground {
        SEPARATION_FROM_PARENTS,
        DURABLE_SOLUTION,
        TEMPORARY_CARE_EXCEPTION
    }

    /** What a panel determines: that the child goes to live in a country, stays where it is, or is cared for otherwise in the same country. */
    public enum Solution {
        RETURN,
        STAY,
        OTHER_CARE
    }

    /** @param country where to, of a return only */
    public record Answer(Solution solution, @Nullable String country) {}

    public enum Profession {
        SOCIAL_WORK,
        CHILD_PROTECTION_AUTHORITY,
        LAW,
        HEALTH,
        PSYCHOLOGY,
        EDUCATION,
        OTHER
    }

    /**
     * Sealed.
     *
     * @param who code or function of the member
     */
    public record Member(
            @Field(page = "member", sealed = true) @Size(max = Form.SHORT_TEXT)
            String who,

            @Field(list = "profession") Profession profession) {}

    /** How many professions these people have. */
    static int professions(List<Member> panel) {
        return (int) panel.stream().map(Member::profession).distinct().count();
    }

    /**
     * Sealed.
     *
     * @param dissent of a member of the panel; null = none
     * @param minutes of the panel, where they are written and no document
     */
    public record SealedText(
            String options,
            String childsView,
            String decision,
            @Nullable String dissent,
            @Nullable String minutes) {

        public SealedText(String options, String childsView, String decision, @Nullable String dissent) {
            this(options, childsView, decision, dissent, null);
        }
    }
}
