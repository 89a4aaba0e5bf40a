package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
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

    /** @param made the indexes of the file so far */
    @Nullable
    FieldError refusal(CaseFile file, List<Csi> made, LocalDate today) {
        if (on.isAfter(today)) return FieldError.of("on", "form.future");
        if (on.isBefore(LocalDate.ofInstant(file.registeredAt(), ZoneOffset.UTC)))
            return FieldError.of("on", "followup.before-registration");
        if (informants.isEmpty()) return FieldError.of("informants", "form.required");
        for (CsiFactor factor : CsiFactor.values()) {
            Integer level = levels.get(factor);
            if ((level == null) == (missing.get(factor) == null) || level != null && (level < 1 || level > Csi.GOOD))
                return FieldError.of(factor.name(), "followup.csi-factor");
        }
        if (made.isEmpty() != (wave == Csi.Wave.BASELINE))
            return FieldError.of("wave", made.isEmpty() ? "followup.csi-no-baseline" : "followup.csi-baseline-made");
        boolean beforeFirst = made.stream().anyMatch(one -> one.wave() == Csi.Wave.BASELINE && on.isBefore(one.on()));
        return beforeFirst ? FieldError.of("on", "followup.csi-before-baseline") : null;
    }
}
