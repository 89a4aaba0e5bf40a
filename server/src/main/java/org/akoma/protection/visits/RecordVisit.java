package org.akoma.protection.visits;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.KeptAsDraft;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * What a visit was, written by who made it or for whom ({@code requirements.md 2.3}).
 *
 * @param id of a visit that was planned; or the caller's own, for one that nobody had planned
 * @param unplanned whether the id is new
 * @param madeBy who saw the child; null = who records it, unless a partner did
 * @param takenOver of a record written elsewhere, which does not say all that the form asks
 * @param nextOn the day agreed for the next visit; null leaves it to the calendar
 */
public record RecordVisit(
        UUID id,
        boolean unplanned,
        LocalDate on,
        @Nullable UUID madeBy,
        @Nullable String partner,
        String mode,
        List<String> seen,
        boolean seenAlone,
        @Nullable String notAlone,
        @Nullable String school,
        VisitDone.@Nullable Safety safety,
        @Nullable Boolean traffickerContact,
        Visit.SealedText words,
        @Nullable LocalDate nextOn,
        boolean takenOver) {

    /** Answer of a record that was taken over from elsewhere. */
    private static final String NOT_SAID = "NOT_SAID";

    public RecordVisit {
        seen = List.copyOf(seen);
    }

    /**
     * The fields that people and programs fill in, in the order of the form.
     *
     * @param nextOn as {@link RecordVisit#nextOn}
     */
    @InputForm(name = "followup.record-visit", labels = "followup.visit")
    @KeptAsDraft(verb = Verb.VISIT_WRITE, section = Section.FOLLOW_UP, thing = "id")
    public record Input(
            UUID id,
            LocalDate doneOn,
            @Field(list = "visit-mode", except = NOT_SAID) String mode,

            @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String place,

            @Field(example = "PARTNER-01")
            @Size(max = 30)
            @Pattern(regexp = "[A-Za-z][A-Za-z0-9-]{1,29}", message = "followup.visit-partner-code")
            @Nullable
            String partner,

            @Field(list = "visit-seen", except = NOT_SAID, merge = Field.Merge.UNION) @NotEmpty
            List<String> seen,

            Boolean seenAlone,

            @Field(
                    list = "visit-not-alone",
                    except = NOT_SAID,
                    when = "seenAlone",
                    is = "false",
                    requiredWhenAsked = true)
            @Nullable
            String notAlone,

            @Field(lines = 2, sealed = true, when = "seenAlone", is = "false") @Size(max = Form.LONG_TEXT) @Nullable
            String notAloneWords,

            // an alert does not wait for it: the command requires it unless danger is said
            @Field(list = "visit-school") @Nullable String school,

            @Field(lines = 2, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String schoolWords,

            @Field(list = "visit-safety", as = Field.Widget.RADIOS_IN_LINE, merge = Field.Merge.SAFEST)
            VisitDone.Safety safety,

            @Field(lines = 2, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String safetyWords,

            @Field(merge = Field.Merge.SAFEST) Boolean traffickerContact,

            @Field(lines = 4, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String opinion,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String actions,

            @Nullable LocalDate nextOn) {

        public RecordVisit command(boolean unplanned) {
            Visit.SealedText words = new Visit.SealedText(
                    place, notAloneWords, schoolWords, safetyWords, opinion, actions, null, null, null);
            return new RecordVisit(
                    id,
                    unplanned,
                    doneOn,
                    null,
                    partner == null ? null : partner.toUpperCase(Locale.ROOT),
                    mode,
                    seen,
                    seenAlone,
                    notAlone,
                    school,
                    safety,
                    traffickerContact,
                    words,
                    nextOn,
                    false);
        }
    }

    /**
     * What could be read of a record in which something is wrong, to judge it by: what could not be read counts as a value that breaks no rule.
     *
     * @param legible fields of {@link Input}
     */
    static RecordVisit inPart(UUID id, Map<String, @Nullable Object> legible, boolean unplanned, LocalDate today) {
        Boolean seenAlone = (Boolean) legible.get("seenAlone");
        return new RecordVisit(
                id,
                unplanned,
                legible.get("doneOn") instanceof LocalDate on ? on : today,
                null,
                legible.get("partner") instanceof String partner ? partner.toUpperCase(Locale.ROOT) : null,
                legible.get("mode") instanceof String mode ? mode : "",
                legible.get("seen") instanceof List<?> seen && !seen.isEmpty()
                        ? seen.stream().map(String::valueOf).toList()
                        : List.of(Visit.CHILD),
                Boolean.TRUE.equals(seenAlone),
                legible.get("notAlone") instanceof String why ? why : seenAlone == null ? "" : null,
                legible.get("school") instanceof String school ? school : null,
                legible.get("safety") instanceof VisitDone.Safety safety ? safety : null,
                (Boolean) legible.get("traffickerContact"),
                new Visit.SealedText(null, null, null, null, null, null, null, null, null),
                legible.get("nextOn") instanceof LocalDate next ? next : null,
                false);
    }

    /** What is kept of it. */
    Visit.Done done(UUID recordedBy, Instant now) {
        UUID by = madeBy == null && partner == null ? recordedBy : madeBy;
        return new Visit.Done(
                on, now, recordedBy, by, partner, mode, seen, seenAlone, notAlone, school, safety, traffickerContact);
    }

    /** Whether the child itself was seen; by a call, a message or a partner's word nobody is. */
    public boolean childSeen() {
        return seen.contains(Visit.CHILD) && !contact();
    }

    /** Whether an alert follows from it, which waits for no other answer. */
    private boolean danger() {
        return safety == VisitDone.Safety.DANGER || Boolean.TRUE.equals(traffickerContact);
    }

    private boolean contact() {
        return Visit.CONTACTS.contains(mode);
    }

    VisitDone event(UUID file, UUID recordedBy) {
        return new VisitDone(id, id, file, on, recordedBy, traffickerContact, safety, school);
    }

    /**
     * What a correction says for the first time.
     *
     * @param version of the record that it corrects
     */
    VisitDone event(UUID file, UUID recordedBy, int version, List<String> changed) {
        return new VisitDone(
                id,
                VisitDone.correction(id, version),
                file,
                on,
                recordedBy,
                changed.contains("traffickerContact") ? traffickerContact : null,
                changed.contains("safety") ? safety : null,
                changed.contains("school") ? school : null);
    }

    /**
     * The rules that refuse the record; empty when it may be recorded.
     *
     * @param plannedOn null when nobody had planned it
     */
    public List<FieldError> refusals(@Nullable LocalDate plannedOn, LocalDate today, int tolerance) {
        List<FieldError> wrong = new ArrayList<>();
        if (on.isAfter(today)) wrong.add(FieldError.of("doneOn", "form.future"));
        if (!takenOver && plannedOn != null && on.isBefore(plannedOn.minusDays(tolerance)))
            wrong.add(FieldError.of("doneOn", "followup.visit-too-early", tolerance));
        if (!takenOver && contact() && plannedOn != null) wrong.add(FieldError.of("mode", "followup.visit-contact"));
        if (!takenOver && contact() && seenAlone) wrong.add(FieldError.of("seenAlone", "followup.visit-contact-alone"));
        if (seen.isEmpty()) wrong.add(FieldError.of("seen", "form.required"));
        if (seenAlone && !seen.contains(Visit.CHILD))
            wrong.add(FieldError.of("seenAlone", "followup.visit-alone-not-seen"));
        if (!seenAlone && notAlone == null) wrong.add(FieldError.of("notAlone", "followup.visit-why-not-alone"));
        if (!takenOver && safety == null) wrong.add(FieldError.of("safety", "form.required"));
        if (!takenOver && school == null && !danger()) wrong.add(FieldError.of("school", "form.required"));
        if (!takenOver && traffickerContact == null) wrong.add(FieldError.of("traffickerContact", "form.required"));
        FieldError next = nextOn == null ? null : PlanVisit.refusal("nextOn", nextOn, today.plusDays(1));
        if (next != null) wrong.add(next);
        return List.copyOf(wrong);
    }
}
