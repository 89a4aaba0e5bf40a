package org.akoma.protection.assistance;

import java.util.List;
import org.akoma.ground.reference.CodeLists;

/** Codes that a person may choose. */
public final class ServiceForm {

    private ServiceForm() {}

    public static List<String> codes(CodeLists lists, String list) {
        return lists.codesOf(list);
    }
}
