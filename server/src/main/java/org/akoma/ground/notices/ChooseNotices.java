package org.akoma.ground.notices;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Choose how one is notified outside of the page. Times are UTC: {@code 7:00}, {@code 07:00} or {@code 07:00:00}. */
@InputForm(name = "notices.choose", labels = "notices")
record ChooseNotices(
        @Field(list = "notice-rhythm", as = Field.Widget.RADIOS)
        Choice.Rhythm rhythm,

        @Field(label = "notices.daily-at", hint = "notices.time.hint", example = "07:00")
        @Size(max = Form.SHORT_TEXT)
        @Pattern(regexp = TIME, message = "notices.no-time")
        @Nullable
        String dailyAt,

        @Field(label = "notices.quiet-from", hint = "notices.quiet.hint", example = "20:00")
        @Size(max = Form.SHORT_TEXT)
        @Pattern(regexp = TIME, message = "notices.no-time")
        @Nullable
        String quietFrom,

        @Field(label = "notices.quiet-until", example = "06:00")
        @Size(max = Form.SHORT_TEXT)
        @Pattern(regexp = TIME, message = "notices.no-time")
        @Nullable
        String quietUntil,

        @Field(label = "notices.alerts-always") boolean alertsAlways,

        @Field(example = "sw-01@example.org")
        @Size(max = Form.SHORT_TEXT)
        @Pattern(regexp = EMAIL, message = "notices.no-email")
        @Nullable
        String email,

        @Field(example = "+225 07 00 00 00 00")
        @Size(max = Form.SHORT_TEXT)
        @Pattern(regexp = PHONE, message = "notices.no-phone")
        @Nullable
        String phone)
        implements Checked {

    private static final String TIME = "[0-9]:[0-5][0-9]|([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?";
    private static final String EMAIL = "[^\\s@<>,;:\"]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+";

    /** Between its digits people write blanks, dots, hyphens and brackets. */
    private static final String PHONE = "[\\s.()-]*\\+([\\s.()-]*[0-9]){8,15}[\\s.()-]*";

    /** The hours of quiet have a beginning and an end, which differ. */
    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>();
        if (quietFrom == null && quietUntil != null) wrong.add(FieldError.of("quietFrom", "form.required"));
        if (quietUntil == null && quietFrom != null) wrong.add(FieldError.of("quietUntil", "form.required"));
        LocalTime from = time(quietFrom);
        if (from != null && from.equals(time(quietUntil)))
            wrong.add(FieldError.of("quietUntil", "notices.quiet-all-day"));
        return wrong;
    }

    private static @Nullable LocalTime time(@Nullable String typed) {
        return typed == null ? null : LocalTime.parse(typed.length() == 4 ? "0" + typed : typed);
    }

    Choice choice() {
        LocalTime daily = time(dailyAt);
        return new Choice(
                rhythm,
                daily == null ? Choice.UNCHOSEN.dailyAt() : daily,
                time(quietFrom),
                time(quietUntil),
                alertsAlways,
                email,
                phone == null ? null : phone.replaceAll("[\\s.()-]", ""));
    }
}
