print("shipit")
