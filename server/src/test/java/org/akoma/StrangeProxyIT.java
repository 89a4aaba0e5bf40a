package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A caller that says it is a proxy, where the operator named none. */
class StrangeProxyIT extends HouseIT {

    @Test
    void isNotBelieved() {
        Answer page = nobody().send(nobody().request("/sign-in")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "elsewhere.example")
                .header("Forwarded", "proto=https;host=elsewhere.example")
                .GET());
        assertThat(page.header("Strict-Transport-Security")).isEmpty();
        assertThat(page.headers("Set-Cookie")).isNotEmpty().noneMatch(cookie -> cookie.contains("Secure"));
        assertThat(page.body()).doesNotContain("elsewhere.example");
    }

    @Test
    void leadsNobodyToAnotherHost() {
        Answer page = nobody().send(nobody().request("/cases")
                .header("Accept", "text/html")
                .header("X-Forwarded-Host", "elsewhere.example")
                .GET());
        assertThat(page.location()).isEqualTo("/sign-in?back=%2Fcases");
    }
}
