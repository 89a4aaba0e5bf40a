package org.akoma.protection.wellbeing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.KeptAsDraft;
import org.akoma.ground.forms.Questions;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/** Record a Child Status Index, under an id that the caller made. Every factor has a level or the reason why it has none. */
public record RecordCsi(
        UUID id,
        Csi.Wave wave,
        LocalDate on,
        List<Csi.Informant> informants,
        Map<CsiFactor, Integer> levels,
        Map<CsiFactor, Csi.Missing> missing,
        Csi.SealedText words) {

    public RecordCsi {
        informants = List.copyOf(informants);
        levels = Map.copyOf(levels);
        missing = Map.copyOf(missing);
    }

    RecordCsi in(Csi.Wave other) {
        return new RecordCsi(id, other, on, informants, levels, missing, words);
    }

    /** The fields that people and programs fill in, in the order of the form. */
    @InputForm(name = "followup.record-csi", labels = "followup.csi")
    @KeptAsDraft(verb = Verb.CSI_WRITE, section = Section.FOLLOW_UP)
    record Input(
            UUID id,
            @Field(list = "csi-wave") Csi.Wave wave,
            LocalDate on,

            @Field(list = "csi-informant", merge = Field.Merge.UNION) @NotEmpty
            List<Csi.Informant> informants,

            @Field(label = "followup.csi.factor")
            @Questions(of = "csi-factor", texts = "followup.csi.anchor", unanswered = "followup.csi-factor")
            @Min(Csi.VERY_BAD)
            @Max(Csi.GOOD)
            Map<CsiFactor, Integer> scores,

            @Field(label = "followup.csi.cannot") @Questions(of = "csi-factor", list = "csi-missing")
            Map<CsiFactor, Csi.Missing> missing,

            @Field(lines = 4, sealed = true, label = "followup.csi.seen.label", hint = "followup.csi.seen.hint")
            @Size(max = Form.LONG_TEXT)
            @Nullable
            String seen,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String planned) {

        RecordCsi command() {
            return new RecordCsi(id, wave, on, informants, scores, missing, new Csi.SealedText(seen, planned));
        }
    }

    /** What can be read of an index that was refused. */
    static RecordCsi readable(Submission<?> submission, LocalDate today) {
        Form form = submission.form().renamed(Map.of());
        LocalDate on = form.date("on");
        Map<CsiFactor, Integer> levels = new EnumMap<>(CsiFactor.class);
        for (CsiFactor factor : CsiFactor.values()) {
            String level = form.typed(factor.name());
            if (level.matches("[1-4]")) levels.put(factor, Integer.valueOf(level));
        }
        return new RecordCsi(
                form.idOrNew("id"),
                Csi.Wave.BETWEEN,
                on == null || on.isAfter(today) ? today : on,
                List.of(),
                levels,
                Map.of(),
                new Csi.SealedText(form.text("seen", Form.LONG_TEXT), null));
    }

    /** @param made the indexes of the file so far */
    List<FieldError> refusals(CaseFile file, List<Csi> made, LocalDate today) {
        List<FieldError> wrong = new ArrayList<>(refusals(file, made, today, on, wave));
        if (informants.isEmpty()) wrong.add(FieldError.of("informants", "form.required"));
        for (CsiFactor factor : CsiFactor.values()) {
            Integer level = levels.get(factor);
            if ((level == null) == (missing.get(factor) == null) || level != null && (level < 1 || level > Csi.GOOD))
                wrong.add(FieldError.of(factor.name(), "followup.csi-factor"));
        }
        return wrong;
    }

    /**
     * What the file says against the day and the occasion, whatever the other fields say.
     *
     * @param on null = it could not be read; so is wave
     */
    static List<FieldError> refusals(
            CaseFile file, List<Csi> made, LocalDate today, @Nullable LocalDate on, Csi.@Nullable Wave wave) {
        List<FieldError> wrong = new ArrayList<>();
        String day = on == null ? null : dayRefusal(file, made, today, on);
        if (day != null) wrong.add(FieldError.of("on", day));
        if (wave != null && made.isEmpty() != (wave == Csi.Wave.BASELINE))
            wrong.add(
                    FieldError.of("wave", made.isEmpty() ? "followup.csi-no-baseline" : "followup.csi-baseline-made"));
        return wrong;
    }

    private static @Nullable String dayRefusal(CaseFile file, List<Csi> made, LocalDate today, LocalDate on) {
        if (on.isAfter(today)) return "form.future";
        if (on.isBefore(LocalDate.ofInstant(file.registeredAt(), ZoneOffset.UTC)))
            return "followup.before-registration";
        return made.stream().anyMatch(one -> one.wave() == Csi.Wave.BASELINE && on.isBefore(one.on()))
                ? "followup.csi-before-baseline"
                : null;
    }
}
