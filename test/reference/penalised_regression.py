"""Writes penalised_regression.json: what scikit-learn makes of a small regression, for the tests of models/numeric and models/evaluation.

Run with scikit-learn 1.9 and NumPy: python penalised_regression.py. The tests themselves need no Python.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, Ridge
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import TimeSeriesSplit

random = np.random.default_rng(20260101)
rows, columns = 60, 5
x = random.normal(size=(rows, columns))
x[:, 4] = 0.9 * x[:, 0] + 0.3 * random.normal(size=rows)
y = x @ np.array([2.0, -1.0, 0.0, 0.5, 1.0]) + 3 + 0.5 * random.normal(size=rows)
x = (x - x.mean(axis=0)) / x.std(axis=0)

cases = []
for alpha in (0.001, 0.1, 1.0):
    cases.append({"l1_ratio": 0, "lambda": alpha, "positive": False,
                  "coefficients": Ridge(alpha=rows * alpha, solver="cholesky").fit(x, y).coef_.tolist()})
    cases.append({"l1_ratio": 1, "lambda": alpha, "positive": False,
                  "coefficients": Lasso(alpha=alpha, tol=1e-14, max_iter=10**6).fit(x, y).coef_.tolist()})
    cases.append({"l1_ratio": 1, "lambda": alpha, "positive": True,
                  "coefficients": Lasso(alpha=alpha, positive=True, tol=1e-14, max_iter=10**6).fit(x, y).coef_.tolist()})
    cases.append({"l1_ratio": 0.5, "lambda": alpha, "positive": False,
                  "coefficients": ElasticNet(alpha=alpha, l1_ratio=0.5, tol=1e-14, max_iter=10**6).fit(x, y).coef_.tolist()})
ordinary = LinearRegression().fit(x, y)
predicted = ordinary.predict(x)
splits = {str(n): [[int(train[-1]) + 1, int(test[-1]) + 1] for train, test in TimeSeriesSplit(5).split(np.zeros(n))]
          for n in (12, 72, 83, 143)}
Path(__file__).with_suffix(".json").write_text(json.dumps({
    "x": x.tolist(), "y": y.tolist(), "cases": cases,
    "ordinary": {"intercept": float(ordinary.intercept_), "coefficients": ordinary.coef_.tolist(),
                 "r2": r2_score(y, predicted), "mae": mean_absolute_error(y, predicted)},
    "time_series_split": splits,
}, indent=1) + "\n")
