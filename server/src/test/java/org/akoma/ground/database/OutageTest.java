package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.TransactionSystemException;

class OutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P02", "57P03"})
    void nobodyAnswers(String state) {
        assertThat(Outage.isBehind(new IllegalStateException(new SQLException("away", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42501", "40P01", "57014"})
    void theDatabaseAnsweredNo(String state) {
        assertThat(Outage.isBehind(new IllegalStateException(new SQLException("no", state))))
                .isFalse();
    }

    @Test
    void whatCouldNotBeRolledBackIsToldByWhatCameBefore() {
        var undoing = new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        assertThat(Outage.isBehind(undoing)).isFalse();
        undoing.initApplicationException(new IllegalStateException(new SQLException("away", "57P01")));
        assertThat(Outage.isBehind(undoing)).isTrue();
    }

    @Test
    void aFullDiskIsNoOutageButTakesNothing() {
        var full = new IllegalStateException(new SQLException("could not extend file", "53100"));
        assertThat(Outage.isFull(full)).isTrue();
        assertThat(Outage.isBehind(full)).isFalse();
        assertThat(Outage.isFull(new IllegalStateException(new SQLException("no", "42501"))))
                .isFalse();
        DiskWatch watch = new DiskWatch();
        assertThat(watch.isFull()).isFalse();
        watch.full();
        assertThat(watch.isFull()).isTrue();
    }

    @Test
    void aBusyPoolIsNoOutage() {
        var waited = new IllegalStateException(new SQLTransientConnectionException("request timed out"));
        assertThat(Outage.isBehind(waited)).isFalse();
        assertThat(Outage.isCrowded(waited)).isTrue();
    }

    @Test
    void aPoolThatFindsNobodyIsNotBusy() {
        var gone = new SQLTransientConnectionException("request timed out", new SQLException("away", "08001"));
        assertThat(Outage.isCrowded(gone)).isFalse();
        assertThat(Outage.isCrowded(new IllegalStateException("else"))).isFalse();
    }
}
