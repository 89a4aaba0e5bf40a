package org.akoma.protection.messages;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The minutes of a conference: who came, what was said and decided.
 *
 * @param present user names of those asked who came
 * @param next when they meet again, or null
 */
public record HoldConference(
        Instant heldAt,
        Set<String> present,
        Conference.Minutes minutes,
        List<Decided> decisions,
        @Nullable Instant next) {

    static final int MOST_DECISIONS = 20;

    /**
     * One decision, as it is typed.
     *
     * @param owner by user name, with or without an @ before it
     */
    public record Decided(
            UUID id,

            @Field(lines = 2, sealed = true) @Size(max = LONGEST_DECISION)
            String text,

            @Field(label = "referrals.decision.who", example = "sup-01") @Size(max = ConversationForm.LONGEST_CODE)
            String owner,

            @Field(label = "referrals.decision.due") LocalDate dueOn) {

        public Decided {
            owner = ConversationForm.username(owner);
        }
    }

    private static final int LONGEST_DECISION = 1_000;

    /** The fields that people and programs fill in, in the order of the form. */
    @InputForm(name = "referrals.hold-conference", labels = "referrals.conference", changes = true)
    record Input(
            @Nullable Integer version,
            @Field(label = "referrals.conference.held") Instant heldAt,

            @Field(label = "referrals.conference.who-came", example = "sw-01")
            @Size(max = ConversationForm.LONGEST_CODE)
            List<String> present,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = 1_000) @Nullable
            String others,

            @Field(lines = 8, sealed = true) @Size(max = Form.LONG_TEXT)
            String minutes,

            @Rows(most = MOST_DECISIONS, many = "referrals.too-many-decisions", labels = "referrals.decision")
            List<Decided> decisions,

            @Nullable Instant next) {

        HoldConference command() {
            return new HoldConference(
                    heldAt,
                    ConversationForm.usernames(present),
                    new Conference.Minutes(minutes, others),
                    decisions,
                    next);
        }
    }

    public HoldConference {
        present = Set.copyOf(present);
        decisions = List.copyOf(decisions);
    }

    /**
     * @param asked user names of those asked to come.
     * @param readers who may answer for a decision
     */
    List<FieldError> wrong(Set<String> asked, Map<String, Recipient> readers, Instant now, Instant registered) {
        List<FieldError> wrong = new ArrayList<>();
        if (heldAt.isAfter(now)) wrong.add(FieldError.of("heldAt", "form.future"));
        if (heldAt.isBefore(registered)) wrong.add(FieldError.of("heldAt", "referrals.conference-when"));
        if (present.isEmpty()) wrong.add(FieldError.of("present", "referrals.nobody-came"));
        if (!asked.containsAll(present)) wrong.add(FieldError.of("present", "referrals.not-asked"));
        LocalDate day = LocalDate.ofInstant(heldAt, ZoneOffset.UTC);
        for (int n = 0; n < decisions.size(); n++) {
            Decided one = decisions.get(n);
            String place = "decisions[" + n + "].";
            if (!readers.containsKey(one.owner()))
                wrong.add(FieldError.of(place + "owner", "referrals.not-a-reader", one.owner()));
            if (one.dueOn().isBefore(day) || one.dueOn().isAfter(day.plusYears(2)))
                wrong.add(FieldError.of(place + "dueOn", "referrals.decision-when"));
        }
        if (next != null && (!next.isAfter(heldAt) || next.isAfter(now.plusSeconds(366L * 86_400))))
            wrong.add(FieldError.of("next", "referrals.conference-next"));
        return wrong;
    }
}
