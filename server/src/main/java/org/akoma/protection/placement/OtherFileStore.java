package org.akoma.protection.placement;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on other open files of a child. */
@Repository
class OtherFileStore {

    private final JdbcClient jdbc;

    OtherFileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Another open file of the child, or a likely one.
     *
     * @param same whether two people said that it is of the same child; false = nobody has settled it
     * @param code null = the reader does not see that file
     * @param call code of who speaks for it; null = nobody, or it is not settled
     * @param danger whether an alert of danger runs there; of a likely one as far as the reader may know
     */
    record OtherFile(
            boolean same, @Nullable String code, @Nullable String call, boolean danger) {}

    /** For a supervisor who speaks for a pair, or who works on a file of which two people said so; those in danger first. */
    List<OtherFile> of(UUID file) {
        return jdbc.sql("select * from cases.other_files(:file)")
                .param("file", file)
                .query((row, n) -> new OtherFile(
                        row.getBoolean("same"), row.getString("code"), row.getString("call"), row.getBoolean("danger")))
                .list();
    }
}
