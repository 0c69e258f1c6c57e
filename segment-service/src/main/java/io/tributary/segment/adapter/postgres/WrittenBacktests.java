package io.tributary.segment.adapter.postgres;

import io.tributary.segment.backtest.BacktestWork;
import io.tributary.segment.privacy.TellingValues;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Back-tests whose rule names a value: they go with all that was found. */
record WrittenBacktests(JdbcClient jdbc) {

    List<String> holding(String tenant, TellingValues values) {
        var ids = new ArrayList<String>();
        jdbc.sql("select id, request from job where tenant = ? and kind = ?")
                .params(tenant, BacktestWork.KIND)
                .query(row -> {
                    if (values.in(row.getString("request"))) {
                        ids.add(row.getString("id"));
                    }
                });
        return ids;
    }

    /** How many there were. */
    long delete(String tenant, TellingValues values) {
        return holding(tenant, values).stream()
                .mapToLong(id -> jdbc.sql("delete from job where tenant = ? and id = ?")
                        .params(tenant, id)
                        .update())
                .sum();
    }
}
