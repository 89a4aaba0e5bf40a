package org.akoma.protection.referrals;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Reads the filters of a list of referrals, in an address or of a program. */
final class ReferralListForm {

    static final int PAGE = 50;

    private ReferralListForm() {}

    static ListReferrals read(Form form, Clock clock) {
        ListReferrals.Scope scope = form.choice("scope", ListReferrals.Scope.class);
        ListReferrals.View view = form.choice("view", ListReferrals.View.class);
        Referral.Priority priority = form.choice("priority", Referral.Priority.class);
        String to = form.text("to", 40);
        LocalDate from = form.date("sentFrom");
        LocalDate sentUntil = form.date("sentUntil");
        LocalDate day = form.date("asOf");
        Integer limit = form.integer("limit", 1, 200);
        String cursor = form.text("cursor", 120);
        Instant now = clock.instant();
        if (day != null && day.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC))) form.wrong("asOf", "form.future");
        return new ListReferrals(
                scope,
                view,
                priority,
                to,
                from,
                sentUntil,
                day == null ? now : until(day, now),
                ListReferrals.Order.NEWEST,
                cursor == null ? null : after(form, cursor),
                limit == null ? PAGE : limit);
    }

    /** The end of the day, never past the clock. */
    static Instant until(LocalDate day, Instant now) {
        Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1_000);
        return end.isAfter(now) ? now : end;
    }

    static ListReferrals.@Nullable After after(Form form, String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("_", 3);
            return new ListReferrals.After(
                    Instant.parse(parts[0]),
                    UUID.fromString(parts[1]),
                    parts.length == 2 ? null : Referral.Priority.valueOf(parts[2]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException notOurs) {
            return form.wrong("cursor", "form.choice", "");
        }
    }

    static String cursor(ListReferrals.After after) {
        String text = after.at() + "_" + after.id() + (after.waiting() == null ? "" : "_" + after.waiting());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same list with its filters.
     *
     * @param path such as {@code /referrals/file}
     */
    static String address(String path, ListReferrals wanted, Form form, String name, @Nullable String value) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        if (wanted.scope() != null) address.queryParam("scope", wanted.scope());
        if (wanted.view() != null) address.queryParam("view", wanted.view());
        if (wanted.priority() != null) address.queryParam("priority", wanted.priority());
        if (wanted.to() != null) address.queryParam("to", "{to}");
        if (wanted.sentFrom() != null) address.queryParam("sentFrom", wanted.sentFrom());
        if (wanted.sentUntil() != null) address.queryParam("sentUntil", wanted.sentUntil());
        if (!form.typed("asOf").isEmpty()) address.queryParam("asOf", form.typed("asOf"));
        if (value != null) address.queryParam(name, value);
        return address.build(wanted.to() == null ? new Object[0] : new Object[] {wanted.to()})
                .toString();
    }
}
