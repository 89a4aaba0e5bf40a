package org.akoma.protection.wellbeing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a child was on one day: each factor by itself, from 4 (good) to 1 (very bad). There is no total anywhere, on purpose ({@code
 * requirements.md 4.1}): a sum would hide the one factor that is at 1.
 *
 * @param levels of the factors that could be judged
 * @param missing why each of the others could not
 * @param informants who gave the information, codes of {@code csi-informant}
 */
public record Csi(
        UUID id,
        Wave wave,
        LocalDate on,
        Instant recordedAt,
        UUID assessor,
        List<Informant> informants,
        Map<CsiFactor, Integer> levels,
        Map<CsiFactor, Missing> missing,
        SealedText words) {

    public static final int GOOD = 4;
    public static final int VERY_BAD = 1;

    public Csi {
        informants = List.copyOf(informants);
        levels = Map.copyOf(levels);
        missing = Map.copyOf(missing);
    }

    /** Which date of the calendar it answers. BETWEEN: made out of turn, because something happened. */
    public enum Wave {
        BASELINE,
        MONTHS_3,
        MONTHS_6,
        YEARLY,
        CLOSURE,
        BETWEEN
    }

    public enum Informant {
        CHILD,
        CAREGIVER,
        TEACHER,
        WORKER
    }

    public enum Missing {
        NOT_OBSERVED,
        CHILD_ABSENT,
        DECLINED,
        NO_INFORMANT,
        NOT_APPLICABLE
    }

    /** Sealed. */
    public record SealedText(
            @Nullable String seen, @Nullable String planned) {}

    /** The wave due so many months after the first index; BETWEEN when none is. */
    public static Wave waveAfter(int months) {
        return CsiCalendar.wave(months);
    }

    public @Nullable Integer level(CsiFactor factor) {
        return levels.get(factor);
    }

    /** The factors at this level, in their order. */
    public List<CsiFactor> at(int level) {
        return List.of(CsiFactor.values()).stream()
                .filter(factor -> Integer.valueOf(level).equals(levels.get(factor)))
                .toList();
    }
}
