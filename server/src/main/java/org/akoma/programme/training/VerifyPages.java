package org.akoma.programme.training;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Objects;
import org.akoma.ground.web.AddressLimit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Whether a certificate is good, for anybody who holds the paper: its number, modules and dates, and nothing of the holder. */
@Controller
class VerifyPages {

    /** A code has 100 bits and is not found by trying; this keeps somebody who tries all the same from using up the house. */
    private static final int MOST = 30;

    private final Certificates certificates;
    private final AddressLimit limit;

    VerifyPages(Certificates certificates, Clock clock) {
        this.certificates = certificates;
        this.limit = new AddressLimit(clock, MOST);
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
}
