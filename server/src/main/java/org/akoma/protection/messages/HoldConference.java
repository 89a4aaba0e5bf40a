package org.akoma.protection.messages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
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
     * @param place its position in the form: {@code -1} in a page, {@code decisions[0].} in JSON.
     * @param owner by user name
     */
    public record Decided(UUID id, String place, String text, String owner, LocalDate dueOn) {

        String field(String name) {
            return place.startsWith("-") ? name + place : place + name;
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
        for (Decided one : decisions) {
            if (!readers.containsKey(one.owner()))
                wrong.add(FieldError.of(one.field("owner"), "referrals.not-a-reader", one.owner()));
            if (one.dueOn().isBefore(day) || one.dueOn().isAfter(day.plusYears(2)))
                wrong.add(FieldError.of(one.field("dueOn"), "referrals.decision-when"));
        }
        if (next != null && (!next.isAfter(heldAt) || next.isAfter(now.plusSeconds(366L * 86_400))))
            wrong.add(FieldError.of("next", "referrals.conference-next"));
        return wrong;
    }
}
