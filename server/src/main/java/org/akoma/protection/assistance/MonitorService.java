package org.akoma.protection.assistance;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Note how a service goes, on one of its points, under an id that the caller made.
 *
 * @param point code of the list {@code monitoring}; which ones a service has is declared in {@code assistance.monitoring_point}
 * @param on the day for which it is noted
 * @param number of sessions, or an income of a month in the currency of the country where the family lives
 * @param corrects a record of the same point that this one takes the place of
 * @param mistake only with {@code corrects}: it was noted by mistake, and nothing takes its place
 */
@InputForm(name = "assistance.monitor-service", labels = "assistance.monitoring")
record MonitorService(
        UUID id,
        @Field(list = "monitoring") String point,
        LocalDate on,
        @Min(0) @Max(MOST) @Nullable Integer number,
        @Field(list = "monitoring-answer") @Nullable String answer,
        @Field(list = "language") @Size(max = 10) @Nullable String language,
        @Nullable UUID corrects,
        @Nullable Boolean mistake) {

    static final int MOST = 5_000_000;

    boolean isMistake() {
        return Boolean.TRUE.equals(mistake);
    }

    @Nullable
    String code() {
        return answer == null ? language : answer;
    }

    /** The rule that refuses it; null = none does. */
    @Nullable
    FieldError refusal(Service service, MonitoringPoint by, List<Monitoring> standing, LocalDate today) {
        if (service.startedAt() == null) return FieldError.of("service", "assistance.monitor-not-begun");
        LocalDate begun = LocalDate.ofInstant(service.startedAt(), ZoneOffset.UTC);
        if (on.isAfter(today)) return FieldError.of("on", "form.future");
        if (on.isBefore(begun)) return FieldError.of("on", "assistance.monitored-before", begun);
        if (corrects != null
                && standing.stream()
                        .noneMatch(
                                one -> one.id().equals(corrects) && one.point().equals(point)))
            return FieldError.of("corrects", "assistance.no-such-record");
        if (isMistake())
            return corrects == null || number != null || code() != null
                    ? FieldError.of("mistake", "assistance.monitored-otherwise")
                    : null;
        return answered(by);
    }

    /** It says what the point asks for, and nothing else. */
    private @Nullable FieldError answered(MonitoringPoint by) {
        if (answer != null && !by.answers().contains(answer))
            return FieldError.of("answer", "assistance.monitored-otherwise");
        FieldError why = said("number", number, by.value() == MonitoringPoint.Value.NUMBER);
        if (why == null && number != null && !by.takes(number))
            why = FieldError.of("number", "assistance.monitored-beyond", Objects.requireNonNull(by.most()));
        if (why == null) why = said("answer", answer, by.value() == MonitoringPoint.Value.ANSWER);
        return why == null ? said("language", language, by.value() == MonitoringPoint.Value.LANGUAGE) : why;
    }

    private static @Nullable FieldError said(String field, @Nullable Object value, boolean asked) {
        if (asked == (value != null)) return null;
        return FieldError.of(field, asked ? "form.required" : "assistance.monitored-otherwise");
    }
}
