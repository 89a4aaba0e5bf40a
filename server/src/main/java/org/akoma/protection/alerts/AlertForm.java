package org.akoma.protection.alerts;

import java.util.List;
import java.util.UUID;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of an alert, in a page or as JSON; null when something is wrong: see the form's errors. */
final class AlertForm {

    private static final int MOST_FILES = 10_000;
    private static final int LONGEST_REPORT = 200;

    private AlertForm() {}

    static RaiseAlert.@Nullable Back back(Form form) {
        UUID id = form.idOrNew("id");
        String what = form.required("back", Form.LONG_TEXT);
        return !form.isSound() || what == null ? null : new RaiseAlert.Back(id, what);
    }

    static RaiseAlert.@Nullable OfDevice ofDevice(Form form) {
        UUID id = form.idOrNew("id");
        Boolean encrypted = form.answer("encrypted");
        Integer files = form.integer("files", 0, MOST_FILES);
        Alert.SealedText words = words(form);
        return !form.isSound() || words == null ? null : new RaiseAlert.OfDevice(id, encrypted, files, words);
    }

    private static Alert.@Nullable SealedText words(Form form) {
        String what = form.required("what", Form.LONG_TEXT);
        String where = form.text("where", 1_000);
        return what == null ? null : new Alert.SealedText(what, where);
    }

    /** What was done; that the child is safe stops a clock, and needs words; a report says to which unit, or under which number. */
    static @Nullable String words(Form form, AlertAction.@Nullable Kind kind) {
        if (kind == AlertAction.Kind.POLICE_REPORT) {
            String report = form.required("report", LONGEST_REPORT);
            String text = form.text("text", Form.LONG_TEXT);
            return text == null ? report : report + " – " + text;
        }
        form.text("report", LONGEST_REPORT); // belongs to a report alone; a page sends it empty
        return kind == AlertAction.Kind.CHILD_SAFE
                ? form.reason("text", Form.LONG_TEXT)
                : form.required("text", Form.LONG_TEXT);
    }

    static AlertAction.@Nullable Kind kind(Form form) {
        List<String> kinds =
                List.of("SAFETY_PLAN", "CHILD_SAFE", "POLICE_REPORT", "REMOTE_WIPE", "DPO_INFORMED", "OTHER");
        String kind = form.requiredChoice("kind", kinds);
        return kind == null ? null : AlertAction.Kind.valueOf(kind);
    }

    static Alert.@Nullable Outcome outcome(Form form) {
        String outcome = form.requiredChoice(
                "outcome", List.of("CHILD_SAFE", "FALSE_ALARM", "FOUND", "DEVICE_WIPED", "DEVICE_FOUND"));
        return outcome == null ? null : Alert.Outcome.valueOf(outcome);
    }
}
