package org.akoma.ground.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Refused;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Behind a proxy that speaks TLS to browsers, which the operator named. The tests play the proxy. */
@TestPropertySource(properties = "akoma.trusted-proxies=127.0.0.1, ::1")
class TrustedProxyIT extends HouseIT {

    @Test
    void cookiesAndHeadersAreThoseOfASecurePage() {
        Answer page = nobody().send(nobody().request("/sign-in")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "akoma.example.org")
                .GET());
        assertThat(page.header("Strict-Transport-Security").orElse(""))
                .contains("max-age=31536000", "includeSubDomains");
        assertThat(page.headers("Set-Cookie")).isNotEmpty().allMatch(cookie -> cookie.contains("Secure"));
    }

    /** Every kind of answer: a problem, a missing page, health, a style. */
    @Test
    void everyAnswerAsksForTls() {
        for (String path : java.util.List.of("/api/v1/me", "/nothing-here", "/actuator/health", "/assets/nothing.css"))
            assertThat(nobody().send(nobody().request(path)
                                    .header("X-Forwarded-Proto", "https")
                                    .GET())
                            .header("Strict-Transport-Security")
                            .orElse(""))
                    .as(path)
                    .contains("max-age=31536000", "includeSubDomains");
    }

    @Test
    void theSessionsCookieIsForTlsOnly() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Visit visit = browser();
        visit.get("/sign-in");
        Answer in = visit.secure().signIn(worker, PASSWORD);
        assertThat(in.headers("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("__Host-akoma="))
                .singleElement()
                .asString()
                .contains("Secure", "HttpOnly", "SameSite", "Path=/")
                .doesNotContainIgnoringCase("Domain");
        visit.cookies().put("akoma", visit.cookies().remove("__Host-akoma"));
        assertThat(visit.get("/people").location())
                .as("a name that a neighbouring host could plant")
                .contains("/sign-in");
    }

    @Test
    void whatIsNotAnAddressStopsTheStart() {
        assertThatThrownBy(() -> new TrustedProxies(List.of("proxy.example.org")))
                .isInstanceOf(Refused.class);
    }
}
