package org.akoma.ground.web;

import java.util.Map;

/** How many rows a page of a list has: in one place, so that each list can be read on a telephone. A program is given more by {@code limit}. */
public final class ListPage {

    public static final int ROWS = 20;

    private ListPage() {}

    /** The filters of a list that is shown as a page: so many rows, unless the address asks for another number. */
    public static Form filters(Form form) {
        form.inherit(Form.ofJson(Map.of("limit", ROWS)), "limit");
        return form;
    }
}
