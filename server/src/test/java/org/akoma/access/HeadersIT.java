package org.akoma.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.junit.jupiter.api.Test;

/** Headers that keep a page to itself (security F17.12). */
class HeadersIT extends HouseIT {

    @Test
    void noPageLooksListensOrIsOpenedByAnother() {
        Visit visit = browser();
        Answer page = visit.get("/sign-in");
        assertThat(page.header("permissions-policy").orElse(""))
                .contains("camera=()", "microphone=()", "geolocation=()");
        assertThat(page.header("cross-origin-opener-policy").orElse("")).isEqualTo("same-origin");
        assertThat(page.header("cross-origin-resource-policy").orElse("")).isEqualTo("same-origin");
    }
}
