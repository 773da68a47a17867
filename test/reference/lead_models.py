"""Reference answers for the lead models, by scikit-learn 1.9 and SciPy 1.17.

Usage: python test/reference/lead_models.py DATA_DIR > test/reference/lead_models.json

DATA_DIR holds bank_marketing, digital_marketing_8000 and olist_funnel as published. The file written holds no row of them: only the
fold of each row, the weights of the first fold and the pooled out-of-fold AUC. The tests read the JSON and need no Python.

Protocol of the data sets: StratifiedKFold(5, shuffle, seed 42); numbers: median, standardised; categories: missing is the level NA,
one column a level, levels under 10 rows together, a level not seen in training has none; L2 with C = 1; AUC of all rows' scores.
"""

import json
import sys

import numpy as np
import pandas as pd
from scipy import optimize, stats
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score, roc_curve
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def newton(c):
    return LogisticRegression(C=c, solver="newton-cholesky", tol=1e-12, max_iter=500)


def data_sets(folder):
    bank = pd.read_csv(f"{folder}/bank_marketing/bank-additional.csv", sep=";")
    yield "bank_additional", bank.drop(columns=["y", "duration"]), (bank.y == "yes").astype(int)
    ads = pd.read_csv(f"{folder}/digital_marketing_8000/digital_marketing_campaign_dataset.csv")
    yield "digital_marketing_8000", ads.drop(columns=["CustomerID", "Conversion"]), ads.Conversion
    leads = pd.read_csv(f"{folder}/olist_funnel/olist_marketing_qualified_leads_dataset.csv")
    deals = pd.read_csv(f"{folder}/olist_funnel/olist_closed_deals_dataset.csv")
    weekday = pd.to_datetime(leads.first_contact_date).dt.day_name()
    x = pd.DataFrame({"origin": leads.origin, "landing_page_id": leads.landing_page_id, "weekday": weekday})
    yield "olist_funnel", x, leads.mql_id.isin(deals.mql_id).astype(int)


def cross_validated(x, y):
    numbers = list(x.select_dtypes("number").columns)
    categories = [column for column in x.columns if column not in numbers]
    x = x.copy()
    for column in categories:
        x[column] = x[column].astype(object).where(x[column].notna(), "NA")
    encode = OneHotEncoder(min_frequency=10, handle_unknown="ignore", sparse_output=False)
    transformers = [("number", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers)] if numbers else []
    transformers.append(("category", encode, categories))
    scores = np.zeros(len(y))
    fold_of_row = np.zeros(len(y), dtype=int)
    first_weights = None
    for fold, (train, test) in enumerate(StratifiedKFold(5, shuffle=True, random_state=42).split(x, y)):
        model = make_pipeline(ColumnTransformer(transformers), newton(1))
        model.fit(x.iloc[train], y.iloc[train])
        scores[test] = model.decision_function(x.iloc[test])
        fold_of_row[test] = fold
        if first_weights is None:
            first_weights = {"intercept": model[-1].intercept_[0], "sorted_coefficients": sorted(model[-1].coef_[0])}
    return {
        "folds": "".join(map(str, fold_of_row)),
        "first_fold": first_weights,
        "pooled_auc": roc_auc_score(y, scores),
    }


def platt(scores, y):
    """Platt 1999 with his smoothed targets, solved to machine precision."""
    target = np.where(y == 1, (y.sum() + 1) / (y.sum() + 2), 1 / ((1 - y).sum() + 2))

    def loss(p):
        z = p[0] * scores + p[1]
        return np.sum(np.logaddexp(0, z) - target * z)

    def gradient(p):
        residual = 1 / (1 + np.exp(-(p[0] * scores + p[1]))) - target
        return np.array([np.sum(residual * scores), np.sum(residual)])

    best = optimize.minimize(loss, [1.0, 0.0], jac=gradient, method="BFGS", options={"gtol": 1e-13})
    solved = optimize.root(gradient, best.x, tol=1e-15)
    return {"slope": solved.x[0], "intercept": solved.x[1]}


def equal_count_ece(y, p, bins=10):
    order = np.argsort(p, kind="stable")
    edges = [bin * len(y) // bins for bin in range(bins + 1)]
    parts = [order[low:high] for low, high in zip(edges, edges[1:])]
    return sum(len(part) / len(y) * abs(y[part].mean() - p[part].mean()) for part in parts)


def metrics(rng):
    n = 200
    scores = np.round(rng.normal(size=n), 1)  # one decimal: many ties
    y = (rng.random(n) < 1 / (1 + np.exp(0.8 - 1.2 * scores))).astype(int)
    p = 1 / (1 + np.exp(-scores))
    fpr, tpr, _ = roc_curve(y, scores)
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(scores, y)
    grid = [-9.0, -1.25, -0.4, 0.0, 0.33, 0.9, 9.0]
    return {
        "scores": scores, "y": y,
        "auc": roc_auc_score(y, scores), "average_precision": average_precision_score(y, scores), "ks": np.max(tpr - fpr),
        "log_loss": log_loss(y, p), "brier": brier_score_loss(y, p), "ece": equal_count_ece(y, p),
        "isotonic": {"scores": grid, "rates": isotonic.predict(grid)},
        "platt": platt(scores, y),
        "mid_ranks": stats.rankdata(scores),
        "spearman_with_y": stats.spearmanr(scores, y).statistic,
        "quantiles": {"shares": [0.0, 0.005, 0.25, 0.5, 0.995, 1.0], "values": np.quantile(scores, [0.0, 0.005, 0.25, 0.5, 0.995, 1.0])},
    }


def logistic(rng):
    n = 120
    x = rng.normal(size=(n, 4))
    x[:, 3] = 0.95 * x[:, 0] + 0.05 * x[:, 3]
    y = (rng.random(n) < 1 / (1 + np.exp(1.5 - x[:, 0] + 0.5 * x[:, 1]))).astype(int)
    fits = [{"l2": l2, "intercept": (m := newton(1 / l2).fit(x, y)).intercept_[0], "coefficients": m.coef_[0]} for l2 in (0.01, 1, 100)]
    return {"x": x, "y": y, "fits": fits}


def plain(value):
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(type(value))


if __name__ == "__main__":
    rng = np.random.default_rng(20260131)
    result = {
        "logistic": logistic(rng),
        "metrics": metrics(rng),
        "data_sets": {name: cross_validated(x, y) for name, x, y in data_sets(sys.argv[1])},
    }
    json.dump(result, sys.stdout, default=plain, separators=(",", ":"))
    print()
