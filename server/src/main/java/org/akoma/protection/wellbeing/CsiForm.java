package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of an index: each factor is one question, answered by a level or by the reason why there is none. */
final class CsiForm {

    private static final List<String> ANSWERS = Stream.concat(
                    IntStream.rangeClosed(Csi.VERY_BAD, Csi.GOOD).mapToObj(String::valueOf),
                    Arrays.stream(Csi.Missing.values()).map(Enum::name))
            .toList();

    private CsiForm() {}

    /** @return null when something is wrong: see the form's errors */
    static @Nullable RecordCsi read(Form form) {
        UUID id = form.id("id");
        Csi.Wave wave = form.requiredChoice("wave", Csi.Wave.class);
        LocalDate on = form.requiredDate("on");
        List<Csi.Informant> informants =
                form
                        .choices(
                                "informants",
                                Arrays.stream(Csi.Informant.values())
                                        .map(Enum::name)
                                        .toList())
                        .stream()
                        .map(Csi.Informant::valueOf)
                        .toList();
        if (informants.isEmpty() && form.hasNoError("informants")) form.wrong("informants", "form.required");
        Map<CsiFactor, Integer> levels = new EnumMap<>(CsiFactor.class);
        Map<CsiFactor, Csi.Missing> missing = new EnumMap<>(CsiFactor.class);
        for (CsiFactor factor : CsiFactor.values()) {
            String answer = form.choice(factor.name(), ANSWERS);
            if (answer == null && form.hasNoError(factor.name())) form.wrong(factor.name(), "followup.csi-factor");
            if (answer == null) continue;
            if (Character.isDigit(answer.charAt(0))) levels.put(factor, Integer.valueOf(answer));
            else missing.put(factor, Csi.Missing.valueOf(answer));
        }
        Csi.SealedText words = new Csi.SealedText(form.text("seen", Form.LONG_TEXT));
        if (!form.isSound() || wave == null || on == null) return null;
        return new RecordCsi(id == null ? Ids.next() : id, wave, on, informants, levels, missing, words);
    }

    /** JSON holds the levels under {@code scores} and the reasons under {@code missing}: each factor becomes a field of its own. */
    static Form ofJson(Map<String, Object> body) {
        Map<String, Object> flat = new LinkedHashMap<>(body);
        for (String part : List.of("scores", "missing")) {
            if (!(flat.remove(part) instanceof Map<?, ?> many)) continue;
            many.forEach((factor, value) -> {
                if (value != null) flat.put(String.valueOf(factor), value);
            });
        }
        return Form.ofJson(flat);
    }
}
