package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExternalPostgresTest {

    /** A script for the superuser is offered only where it would help. */
    @Test
    void whatNoScriptMendsIsSaidOtherwise() {
        assertThat(ExternalPostgres.mend("08001", false)).get().asString().contains("AKOMA_DB_URL");
        assertThat(ExternalPostgres.mend("3D000", false)).get().asString().contains("createdb");
        assertThat(ExternalPostgres.mend("28P01", true)).get().asString().contains("AKOMA_DB_PASSWORD");
        assertThat(ExternalPostgres.mend("28P01", false))
                .as("a login of ours that is not there yet")
                .isEmpty();
        assertThat(ExternalPostgres.mend("42501", true)).isEmpty();
    }
}
