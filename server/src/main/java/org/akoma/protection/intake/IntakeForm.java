package org.akoma.protection.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.web.Form;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.consent.RecordConsent;
import org.akoma.protection.registration.FullRegistration;
import org.akoma.protection.registration.FullRegistrationForm;
import org.akoma.protection.registration.RegisterChild;
import org.akoma.protection.visits.PlanVisit;
import org.akoma.protection.visits.RecordVisit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One record of a bulk registration: the fields of a registration, and beside them {@code consents}, {@code assessment} and {@code visits},
 * each with the fields that it has when it comes alone. An error names its place: {@code consents[0].givenBy}.
 */
@Component
class IntakeForm {

    private static final String CONSENTS = "consents";
    private static final String ASSESSMENT = "assessment";
    private static final String VISITS = "visits";
    static final int MOST_PARTS = 20;

    private final FullRegistrationForm forms;
    private final Forms inputs;

    IntakeForm(FullRegistrationForm forms, Forms inputs) {
        this.forms = forms;
        this.inputs = inputs;
    }

    IntakeRecord read(int index, Map<String, Object> body, Instant now) {
        Map<String, Object> own = new LinkedHashMap<>(body);
        own.keySet().removeAll(List.of(CONSENTS, ASSESSMENT, VISITS));
        List<FieldError> errors = new ArrayList<>();
        Form form = Form.ofJson(own);
        UUID id = form.id("id");
        if (id == null && form.hasNoError("id")) form.wrong("id", "form.required");
        RegisterChild registration = forms.registration(form, id == null ? Ids.next() : id, now);
        errors.addAll(form.refuseUnknown().errors());
        List<RecordConsent> consents = parts(body, CONSENTS, errors, forms::consent);
        List<AssessChild> assessments = parts(body, ASSESSMENT, errors, forms::assessment);
        List<Object> visits = parts(body, VISITS, errors, this::visit);
        if (!errors.isEmpty() || registration == null)
            return new IntakeRecord(index, id, null, List.of(), List.of(), errors);
        FullRegistration file =
                new FullRegistration(registration, consents, assessments.isEmpty() ? null : assessments.getFirst());
        return new IntakeRecord(
                index, id, file, only(visits, PlanVisit.class), only(visits, RecordVisit.class), List.of());
    }

    private static <T> List<T> only(List<Object> visits, Class<T> type) {
        return visits.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** {@code plannedOn} plans one, {@code doneOn} records one. */
    private @Nullable Object visit(Form form) {
        if (!form.typed("doneOn").isBlank()) {
            RecordVisit.Input made = inputs.of(RecordVisit.Input.class).read(form, Map.of());
            return made == null ? null : made.command(true);
        }
        PlanVisit.Input planned = inputs.of(PlanVisit.Input.class).read(form, Map.of());
        return planned == null ? null : planned.command();
    }

    private static <T> List<T> parts(
            Map<String, Object> body, String name, List<FieldError> errors, Function<Form, @Nullable T> reading) {
        Object given = body.get(name);
        boolean single = name.equals(ASSESSMENT);
        List<?> all = given == null ? List.of() : given instanceof List<?> many && !single ? many : List.of(given);
        if (all.size() > MOST_PARTS) {
            errors.add(FieldError.of(name, "followup.intake-too-many", MOST_PARTS));
            return List.of();
        }
        List<T> read = new ArrayList<>();
        for (int n = 0; n < all.size(); n++)
            part(single ? name : name + "[" + n + "]", all.get(n), errors, reading, read);
        return read;
    }

    private static <T> void part(
            String place,
            @Nullable Object given,
            List<FieldError> errors,
            Function<Form, @Nullable T> reading,
            List<T> read) {
        if (!(given instanceof Map<?, ?> fields)) {
            errors.add(FieldError.of(place, "followup.intake-no-object"));
            return;
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        fields.forEach((key, value) -> named.put(Objects.toString(key), value));
        Form form = Form.ofJson(named);
        T part = reading.apply(form);
        form.refuseUnknown()
                .errors()
                .forEach(e -> errors.add(new FieldError(place + "." + e.field(), e.code(), e.args())));
        if (part != null) read.add(part);
    }
}
