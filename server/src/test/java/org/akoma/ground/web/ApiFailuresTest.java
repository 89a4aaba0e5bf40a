package org.akoma.ground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.http.HttpStatus;

class ApiFailuresTest {

    private static HttpStatus behind(String message) {
        return ApiFailures.status(new PermissionDeniedDataAccessException("refused", new SQLException(message)));
    }

    @Test
    void whatOnlyAWorkerWritesIsForbiddenAndNothingBroken() {
        assertThat(behind("ERROR: cases.worker-writes-this")).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(behind("ERROR: another rule")).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    }
}
