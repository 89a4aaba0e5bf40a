package org.akoma.protection.assessment;

import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Record what was weighed and decided for a child, under an id that the caller made.
 *
 * @param answer what was determined, of a determination only
 * @param minutesDocument the minutes of the panel, a document of the file; null = they are written in the words, or no panel sat
 */
public record WeighBestInterests(
        UUID id,
        Weighing.Kind kind,
        Weighing.@Nullable Ground ground,
        List<Weighing.Member> panel,
        Weighing.SealedText words,
        Weighing.@Nullable Answer answer,
        @Nullable UUID minutesDocument) {

    public WeighBestInterests(
            UUID id,
            Weighing.Kind kind,
            Weighing.@Nullable Ground ground,
            List<Weighing.Member> panel,
            Weighing.SealedText words) {
        this(id, kind, ground, panel, words, null, null);
    }

    public WeighBestInterests {
        Map<String, Weighing.Member> named = new LinkedHashMap<>();
        panel.forEach(one -> named.putIfAbsent(one.who().strip().toUpperCase(Locale.ROOT), one));
        panel = List.copyOf(named.values());
    }

    /** Members of one panel. */
    static final int MOST_MEMBERS = 12;

    /**
     * The fields that people and programs fill in, in the order of the form. A row of the page without a member is none.
     *
     * @param answer what was determined, of a determination only
     * @param answerCountry of a return only
     */
    @InputForm(name = "cases.weigh-best-interests", labels = "cases.bid")
    record Input(
            UUID id,

            @Field(list = "weighing-kind", as = Field.Widget.RADIOS)
            Weighing.Kind kind,

            @Field(lines = 4, sealed = true) @Size(max = Form.LONG_TEXT)
            String options,

            @Field(lines = 3, sealed = true, label = "cases.bid.view") @Size(max = Form.LONG_TEXT)
            String childsView,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT)
            String decision,

            @Field(list = "weighing-ground") Weighing.@Nullable Ground ground,

            @Rows(most = MOST_MEMBERS, many = "form.range", labels = "cases.bid", blank = "who")
            List<Weighing.Member> panel,

            @Field(list = "weighing-answer", hint = "cases.bid.ground.hint")
            Weighing.@Nullable Solution answer,

            @Field(list = "country", label = "cases.bid.answer.country", example = "CI") @Nullable
            String answerCountry,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String dissent,

            @Field(lines = 4, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String minutes,

            @Field(label = "cases.bid.document") @Nullable UUID minutesDocument)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            return answer == null && answerCountry != null
                    ? List.of(FieldError.of("answer", "form.required"))
                    : List.of();
        }

        WeighBestInterests command() {
            return new WeighBestInterests(
                    id,
                    kind,
                    ground,
                    panel,
                    new Weighing.SealedText(options, childsView, decision, dissent, minutes),
                    answer == null ? null : new Weighing.Answer(answer, answerCountry),
                    minutesDocument);
        }
    }

    /** A panel is multi-disciplinary [S68]. */
    static final int PROFESSIONS = 2;

    /**
     * A determination has an answer, a ground, at least three members ({@code bid-panel.min}) of two professions or more, and minutes; who is named twice
     * counts once.
     */
    @Nullable
    FieldError refusal(Policies policies) {
        if (kind == Weighing.Kind.ASSESSMENT) {
            if (answer != null) return FieldError.of("answer", "cases.answer-of-determination");
            return ground == null ? null : FieldError.of("ground", "cases.ground-of-determination");
        }
        if (ground == null) return FieldError.of("ground", "form.required");
        if (answer == null) return FieldError.of("answer", "form.required");
        boolean returns = answer.solution() == Weighing.Solution.RETURN;
        if (returns && answer.country() == null) return FieldError.of("answerCountry", "form.required");
        if (!returns && answer.country() != null) return FieldError.of("answerCountry", "cases.answer-country");
        int least = policies.count("bid-panel.min");
        if (panel.size() < least) return FieldError.of("panel", "cases.panel-too-small", least, panel.size());
        if (Weighing.professions(panel) < PROFESSIONS)
            return FieldError.of("panel", "cases.panel-one-profession", PROFESSIONS);
        return words.minutes() == null && minutesDocument == null
                ? FieldError.of("minutes", "cases.panel-minutes")
                : null;
    }
}
