package org.akoma.ground.notices;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Reads a choice from a page or from JSON. */
final class NoticeForm {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;:\"]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{8,15}");

    private NoticeForm() {}

    /** Null when something is wrong; the form knows what. */
    static @Nullable Choice read(Form form) {
        Choice.Rhythm rhythm = form.requiredChoice("rhythm", Choice.Rhythm.class);
        LocalTime daily = time(form, "dailyAt");
        LocalTime from = time(form, "quietFrom");
        LocalTime until = time(form, "quietUntil");
        if (from == null && until != null) form.wrong("quietFrom", "form.required");
        if (until == null && from != null) form.wrong("quietUntil", "form.required");
        if (from != null && from.equals(until)) form.wrong("quietUntil", "notices.quiet-all-day");
        boolean always = form.ticked("alertsAlways");
        String email = form.text("email", Form.SHORT_TEXT);
        if (email != null && !EMAIL.matcher(email).matches()) form.wrong("email", "notices.no-email");
        String phone = phone(form);
        if (rhythm == null || !form.isSound()) return null;
        return new Choice(rhythm, daily == null ? Choice.UNCHOSEN.dailyAt() : daily, from, until, always, email, phone);
    }

    private static @Nullable String phone(Form form) {
        String typed = form.text("phone", Form.SHORT_TEXT);
        if (typed == null) return null;
        String phone = typed.replaceAll("[\\s.()-]", "");
        return PHONE.matcher(phone).matches() ? phone : form.<String>wrong("phone", "notices.no-phone");
    }

    private static @Nullable LocalTime time(Form form, String field) {
        String typed = form.text(field, Form.SHORT_TEXT);
        if (typed == null) return null;
        try {
            return LocalTime.parse(typed.length() == 4 ? "0" + typed : typed);
        } catch (DateTimeException e) {
            return form.wrong(field, "notices.no-time");
        }
    }
}
