package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.akoma.ground.reference.Policies;

/**
 * When the next Child Status Index is expected: within days of registration, then so many months after the first one, then yearly
 * ({@code requirements.md 4.1}).
 *
 * @param baseline days after registration
 * @param months after the first index, rising
 * @param early days: an index made so shortly before its date answers that date
 */
record CsiCalendar(int baseline, List<Integer> months, int early) {

    private static final int YEAR = 12;

    CsiCalendar {
        months = months.stream().sorted(Comparator.naturalOrder()).toList();
    }

    record Expected(Csi.Wave wave, LocalDate on) {}

    static CsiCalendar of(Policies policies) {
        return new CsiCalendar(
                policies.days("csi.baseline.max"), policies.list("csi.repeats"), policies.days("csi.early.max"));
    }

    /** @param made the days of the indexes that were made */
    Expected next(LocalDate registered, Collection<LocalDate> made) {
        LocalDate first = made.stream().min(Comparator.naturalOrder()).orElse(null);
        if (first == null) return new Expected(Csi.Wave.BASELINE, registered.plusDays(baseline));
        LocalDate answered =
                made.stream().max(Comparator.naturalOrder()).orElse(first).plusDays(early);
        for (int month : months)
            if (first.plusMonths(month).isAfter(answered)) return new Expected(wave(month), first.plusMonths(month));
        int month = months.isEmpty() ? YEAR : months.getLast() + YEAR;
        while (!first.plusMonths(month).isAfter(answered)) month += YEAR;
        return new Expected(Csi.Wave.YEARLY, first.plusMonths(month));
    }

    /** What an index made on this day would be, as things are expected. */
    Csi.Wave waveOf(Expected expected, LocalDate day) {
        return day.plusDays(early).isBefore(expected.on()) && expected.wave() != Csi.Wave.BASELINE
                ? Csi.Wave.BETWEEN
                : expected.wave();
    }

    /** The wave due so many months after the first index. */
    static Csi.Wave wave(int months) {
        return switch (months) {
            case 3 -> Csi.Wave.MONTHS_3;
            case 6 -> Csi.Wave.MONTHS_6;
            default -> months >= YEAR ? Csi.Wave.YEARLY : Csi.Wave.BETWEEN;
        };
    }
}
