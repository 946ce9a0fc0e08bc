"""The queries of the reports: whole tables are summed up in SQLite, not in Python.

A percentile is by the nearest rank: a delay that somebody really had. The rank of the median of n
is ceil(n / 2), that of nine in ten is ceil(9 n / 10).
"""

OPEN = """
SELECT handler, COUNT(*) FROM conversation
WHERE handler IN ('assistant', 'queue', 'agent') AND status = 'open' AND last_seq > 0
GROUP BY handler
"""

WAITING_SINCE = "SELECT MIN(queued_at) FROM talk WHERE queued_at IS NOT NULL"

STARTED = "SELECT COUNT(*) FROM talk WHERE began_at >= ? AND began_at < ?"

ENDED = """
SELECT ending, COUNT(*) FROM talk
WHERE ended_at IS NOT NULL AND ended_at >= ? AND ended_at < ? GROUP BY ending
"""

STARS = """
SELECT rating, COUNT(*) FROM talk
WHERE rated_at IS NOT NULL AND rated_at >= ? AND rated_at < ? GROUP BY rating
"""

FIRST_REPLY = """
WITH ranked AS (
    SELECT first_reply_ms AS ms, ROW_NUMBER() OVER (ORDER BY first_reply_ms) AS place,
        COUNT(*) OVER () AS n
    FROM talk WHERE first_reply_ms IS NOT NULL AND replied_at >= ? AND replied_at < ?
)
SELECT MAX(n), MIN(CASE WHEN place = (n + 1) / 2 THEN ms END),
    MIN(CASE WHEN place = (9 * n + 9) / 10 THEN ms END)
FROM ranked
"""

FIRST_REPLY_BY_AGENT = """
WITH ranked AS (
    SELECT replied_by AS who, first_reply_ms AS ms,
        ROW_NUMBER() OVER (PARTITION BY replied_by ORDER BY first_reply_ms) AS place,
        COUNT(*) OVER (PARTITION BY replied_by) AS n
    FROM talk WHERE first_reply_ms IS NOT NULL AND replied_at >= ? AND replied_at < ?
)
SELECT who, MAX(n), MIN(CASE WHEN place = (n + 1) / 2 THEN ms END),
    MIN(CASE WHEN place = (9 * n + 9) / 10 THEN ms END)
FROM ranked WHERE who IS NOT NULL GROUP BY who
"""

ANSWER_BEGAN = """
WITH ranked AS (
    SELECT first_token_ms AS ms, ROW_NUMBER() OVER (ORDER BY first_token_ms) AS place,
        COUNT(*) OVER () AS n
    FROM answer
    WHERE first_token_ms IS NOT NULL AND purpose = 'answer' AND at >= ? AND at < ?
)
SELECT MAX(n), MIN(CASE WHEN place = (n + 1) / 2 THEN ms END),
    MIN(CASE WHEN place = (9 * n + 9) / 10 THEN ms END)
FROM ranked
"""

HANDOVERS = """
SELECT reason, COUNT(*) AS times FROM handover WHERE at >= ? AND at < ?
GROUP BY reason ORDER BY times DESC, reason
"""

COMMENTS = """
SELECT conversation_id, rating, comment, rated_at FROM talk
WHERE rated_at IS NOT NULL AND rated_at >= ? AND rated_at < ? AND comment <> ''
ORDER BY rated_at DESC, number DESC LIMIT ?
"""

SPENT = """
SELECT SUM(input_tokens), SUM(output_tokens), SUM(money), MAX(estimated)
FROM charge WHERE day BETWEEN ? AND ?
"""

COSTS = """
SELECT COALESCE(answer.provider, '') AS provider, SUM(charge.input_tokens),
    SUM(charge.output_tokens), SUM(charge.money) AS money, MAX(charge.estimated)
FROM charge LEFT JOIN answer ON answer.id = charge.answer_id
WHERE charge.day BETWEEN ? AND ?
GROUP BY 1 ORDER BY money DESC, provider
"""

SPENT_BY_DAY = """
SELECT day, SUM(input_tokens), SUM(output_tokens), SUM(money), MAX(estimated)
FROM charge WHERE day BETWEEN ? AND ? GROUP BY day ORDER BY day
"""

QUARTERS = """
SELECT began_at / ?, COUNT(*) FROM talk WHERE began_at >= ? AND began_at < ? GROUP BY 1
"""

AGENTS = "SELECT id, display_name FROM agent"

REPLIES = """
SELECT author_id, COUNT(*) FROM message
WHERE author = 'agent' AND kind <> 'note' AND created_at >= ? AND created_at < ?
    AND author_id IS NOT NULL
GROUP BY author_id
"""

RESOLVED = """
SELECT closed_by, COUNT(*) FROM talk
WHERE ended_at IS NOT NULL AND ended_at >= ? AND ended_at < ? AND closed_by IS NOT NULL
GROUP BY closed_by
"""
