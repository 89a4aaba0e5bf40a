package org.akoma.protection.visits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What visits ask of alerts. Implemented by the room of alerts. */
public interface RunningAlerts {

    /**
     * @param type code of {@code alert-type}
     * @param ackDue by when a supervisor takes it on
     * @param acknowledgedAt null = nobody took it on yet
     */
    record Running(
            UUID id, String type, Instant ackDue, @Nullable Instant acknowledgedAt) {}

    /** The newest of each kind that a visit may raise, as far as it runs and the actor may read it; not journalled. */
    List<Running> raisedByVisits(Actor actor, String code);

    /**
     * Danger in the record of a visit that was refused, because another answer is missing or wrong.
     *
     * @param sent id under which it was sent: sent again, it raises no second alert
     * @param visit its id
     * @param planned whether the visit exists already
     * @param on null = no day that can be read
     * @param words all that was written of it
     */
    record Refused(
            UUID sent,
            UUID visit,
            boolean planned,
            @Nullable LocalDate on,
            boolean danger,
            boolean trafficker,
            boolean works,
            @Nullable String words) {

        private static final List<String> WORDS =
                List.of("safetyWords", "opinion", "schoolWords", "notAloneWords", "actions");

        /** @param planned null = nobody had planned it: the form names its id */
        static Refused of(Submission<?> submission, @Nullable UUID planned) {
            Form form = submission.form().renamed(Map.of());
            UUID id = planned == null ? form.idOrNew("id") : planned;
            return new Refused(
                    id,
                    id,
                    planned != null,
                    form.date("doneOn"),
                    form.choice("safety", VisitDone.Safety.class) == VisitDone.Safety.DANGER,
                    Boolean.TRUE.equals(form.answer("traffickerContact")),
                    VisitDone.WORKS.equals(form.typed("school")),
                    words(form));
        }

        private static @Nullable String words(Form form) {
            String all = WORDS.stream()
                    .flatMap(field -> Stream.ofNullable(form.text(field, Form.LONG_TEXT)))
                    .collect(Collectors.joining("\n"));
            return all.isEmpty() ? null : all;
        }

        /** The same as a correction of a record. */
        Refused correcting(@Nullable Integer version) {
            return new Refused(VisitDone.correction(visit, version), visit, true, on, danger, trafficker, works, words);
        }

        public boolean alarms() {
            return danger || trafficker || works;
        }
    }

    /**
     * Raises the alerts that follow from it at once, each one time.
     *
     * @return whether one went out; never for who may not record this visit
     */
    boolean raiseFirst(Actor actor, String code, Refused said);
}
