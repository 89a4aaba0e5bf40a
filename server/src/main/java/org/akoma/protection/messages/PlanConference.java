package org.akoma.protection.messages;

import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Asks people to a conference, or changes what was planned.
 *
 * @param version of the plan that is changed; null = a new one
 * @param section only of a new one
 * @param chair and {@code people} by user name
 */
public record PlanConference(
        UUID id,
        @Nullable Integer version,
        Section section,
        Instant plannedFor,
        String chair,
        Set<String> people,
        Conference.Agenda agenda) {

    static final int MOST_PEOPLE = 30;

    private static final int LONGEST_AGENDA = 4_000;

    /** What is planned, of a new conference and of a change, in the order of the form. */
    @InputForm(name = "referrals.conference-plan", labels = "referrals.conference")
    record Planned(
            @Field(label = "referrals.conference.when") Instant plannedFor,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String place,

            @Field(example = "sup-01") @Size(max = ConversationForm.LONGEST_CODE)
            String chair,

            @Field(example = "min-01") @Size(max = ConversationForm.LONGEST_CODE)
            List<String> people,

            @Field(lines = 4, sealed = true) @Size(max = LONGEST_AGENDA)
            String agenda) {

        private PlanConference command(UUID id, @Nullable Integer version, Section section) {
            return new PlanConference(
                    id,
                    version,
                    section,
                    plannedFor,
                    ConversationForm.username(chair),
                    ConversationForm.usernames(people),
                    new Conference.Agenda(agenda, place));
        }
    }

    /** The fields of a new one. */
    @InputForm(name = "referrals.plan-conference", labels = "referrals.conference")
    record Input(
            UUID id,

            @Field(
                    list = "referrals.circle",
                    label = "referrals.conference.circle",
                    except = {"IDENTITY", "FAMILY", "EXPLOITATION", "STATUS"},
                    example = "NOTES")
            Section section,

            Planned planned) {

        PlanConference command() {
            return planned.command(id, null, section);
        }
    }

    /** The fields of a change. */
    @InputForm(name = "referrals.change-conference", labels = "referrals.conference", changes = true)
    record Change(UUID id, @Nullable Integer version, Planned planned) {

        PlanConference command() {
            return planned.command(id, Objects.requireNonNull(version), Section.NOTES);
        }
    }

    /** It does not take place. */
    @InputForm(name = "referrals.cancel-conference", labels = "referrals.conference", changes = true)
    record Cancel(
            @Nullable Integer version,

            @Field(lines = 2, sealed = true, letters = Field.WORD, label = "referrals.conference.why")
            @Size(max = 1_000)
            String reason) {}

    /** One plans for the months ahead, and writes down afterwards what was never planned. */
    private static final Duration AHEAD = Duration.ofDays(366);

    public PlanConference {
        people = Set.copyOf(people);
    }

    /** Everybody who is to come: the chair among them. */
    Set<String> everybody() {
        Set<String> all = new java.util.TreeSet<>(people);
        all.add(chair);
        return all;
    }

    /**
     * @param readers who may come, by user name.
     * @param registered when the file was
     */
    List<FieldError> wrong(Map<String, Recipient> readers, Instant now, Instant registered) {
        List<FieldError> wrong = new ArrayList<>();
        if (plannedFor.isAfter(now.plus(AHEAD)) || plannedFor.isBefore(registered))
            wrong.add(FieldError.of("plannedFor", "referrals.conference-when"));
        if (!readers.containsKey(chair)) wrong.add(FieldError.of("chair", "referrals.not-a-reader", chair));
        people.stream()
                .filter(name -> !readers.containsKey(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> wrong.add(FieldError.of("people", "referrals.not-a-reader", name)));
        if (everybody().size() < 2) wrong.add(FieldError.of("people", "referrals.nobody-asked"));
        if (people.size() > MOST_PEOPLE) wrong.add(FieldError.of("people", "referrals.too-many-asked", MOST_PEOPLE));
        return wrong;
    }
}
