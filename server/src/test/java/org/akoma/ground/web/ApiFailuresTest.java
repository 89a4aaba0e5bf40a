package org.akoma.ground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class ApiFailuresTest {

    private final ApiFailures failures =
            new ApiFailures(new Problems(codes(), new FixedLocaleResolver(Locale.FRENCH), JsonMapper.shared()));

    private static StaticMessageSource codes() {
        StaticMessageSource texts = new StaticMessageSource();
        texts.setUseCodeAsDefaultMessage(true);
        return texts;
    }

    /** Each browser that leaves a page with a live bell ends a stream: that is no error, and the log says nothing of it. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/notices/live", "/notices/live"})
    void aLivePageThatWasLeftIsNoError(String address, CapturedOutput log) {
        var left = new AsyncRequestNotUsableException("Servlet container error notification for disconnected client");
        assertThat(failures.resolveException(
                        new MockHttpServletRequest("GET", address), new MockHttpServletResponse(), null, left))
                .isNotNull();
        assertThat(log.getAll()).doesNotContain("ERROR", "failed");
    }

    @Test
    void whatBrokeIsLogged(CapturedOutput log) {
        failures.resolveException(
                new MockHttpServletRequest("GET", "/api/v1/cases"),
                new MockHttpServletResponse(),
                null,
                new IllegalStateException("broken"));
        assertThat(log.getAll()).contains("GET /api/v1/cases failed");
    }
}
