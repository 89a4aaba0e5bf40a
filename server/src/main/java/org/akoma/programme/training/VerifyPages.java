package org.akoma.programme.training;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Whether a certificate is good, for anybody who holds the paper: its number, modules and dates, and nothing of the holder. */
@Controller
class VerifyPages {

    private final Certificates certificates;
    private final Limit limit;

    VerifyPages(Certificates certificates, Clock clock) {
        this.certificates = certificates;
        this.limit = new Limit(clock);
    }

    @GetMapping("/verify")
    String ask(
            @RequestParam(defaultValue = "") String code,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return code.isBlank() ? "training/verify" : verify(code, model, request, response);
    }

    @GetMapping("/verify/{code}")
    String verify(@PathVariable String code, Model model, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex");
        if (!limit.allows(Objects.requireNonNullElse(request.getRemoteAddr(), ""))) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            model.addAttribute("often", true);
            return "training/verify";
        }
        model.addAttribute("asked", true);
        model.addAttribute("found", certificates.verify(code).orElse(null));
        return "training/verify";
    }

    /**
     * How often one address may ask whether a certificate is good. A code has 100 bits and is not found by trying: this only keeps somebody who tries all the
     * same from using up the house. Each copy of the application counts by itself.
     */
    static final class Limit {

        private static final int MOST = 30;
        private static final Duration WITHIN = Duration.ofMinutes(1);
        private static final int ADDRESSES = 10_000;

        private record Asked(Instant since, int times) {}

        private final Map<String, Asked> asked = new ConcurrentHashMap<>();
        private final Clock clock;

        Limit(Clock clock) {
            this.clock = clock;
        }

        /** Counts a question; false when there were too many. */
        boolean allows(String address) {
            Instant now = clock.instant();
            if (asked.size() >= ADDRESSES) asked.values().removeIf(one -> isOver(one, now));
            if (asked.size() >= ADDRESSES && !asked.containsKey(address)) return false;
            Asked after = asked.merge(
                    address,
                    new Asked(now, 1),
                    (before, fresh) -> isOver(before, now) ? fresh : new Asked(before.since(), before.times() + 1));
            return after.times() <= MOST;
        }

        private static boolean isOver(Asked one, Instant now) {
            return one.since().plus(WITHIN).isBefore(now);
        }
    }
}
